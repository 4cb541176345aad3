export { capsOf, keyCaption } from '../editor/keys';
